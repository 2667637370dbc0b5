/** Moves the page's own video, after a press on a moment and at no other time. */

/** Whether there was one long enough. What it plays or how is left as it is. */
export function seekTo(document: Document, seconds: number): boolean {
  const video = mainVideo(document, seconds);
  if (!video) return false;
  video.currentTime = seconds;
  const { top, bottom } = video.getBoundingClientRect();
  const isInView = bottom > 0 && top < (document.defaultView?.innerHeight ?? 0);
  if (!isInView) video.scrollIntoView({ block: 'nearest' });
  return true;
}

/** The largest that shows and reaches this moment: an advertisement before the content does not. */
function mainVideo(document: Document, seconds: number): HTMLVideoElement | undefined {
  const area = (video: HTMLVideoElement): number => {
    const { width, height } = video.getBoundingClientRect();
    return width * height;
  };
  const videos = [...document.querySelectorAll('video')].filter((video) => area(video) > 0 && video.duration >= seconds);
  return videos.sort((a, b) => area(b) - area(a))[0];
}

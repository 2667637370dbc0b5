/** Bounds of a PageSnapshot; apart from its schema, so that readers in web pages need no validator. */
export const pageLimits = {
  urlLength: 2048,
  titleLength: 500,
  textLength: 5000,
  nameLength: 300,
  products: 50,
  shopLinks: 300,
  /** Of the links, so many at most leave the device for a recommendation. */
  shopLinksSent: 60,
  sections: 80,
  sectionLength: 400,
  sectionLinks: 20,
  comments: 100,
  commentLength: 1000,
} as const;

-- Recommend: words and vectors of products are kept as two files beside the pictures, not row by row: an isolate reads them at once.
-- Everything in these tables followed from the catalogue.

DROP TABLE recommend_vector;
DROP TABLE recommend_progress;

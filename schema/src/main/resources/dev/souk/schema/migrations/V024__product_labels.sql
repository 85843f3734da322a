-- By what products are found: a category of the platform's tree, tags of the seller's, and an address in the store. Owner: functions-catalog.

-- Two levels: parent_id is NULL for the upper one. position orders what has the same parent.
CREATE TABLE categories (
    id        VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    parent_id VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    name      VARCHAR(100) NOT NULL,
    position  INT          NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY categories_in_order (parent_id, position)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

INSERT INTO categories (id, parent_id, name, position) VALUES
    ('fonts', NULL, 'Fonts', 1),
    ('fonts-sans-serif', 'fonts', 'Sans serif', 1),
    ('fonts-serif', 'fonts', 'Serif', 2),
    ('fonts-display', 'fonts', 'Display', 3),
    ('fonts-script', 'fonts', 'Script and handwriting', 4),
    ('fonts-monospace', 'fonts', 'Monospace', 5),
    ('graphics', NULL, 'Graphics', 2),
    ('graphics-icons', 'graphics', 'Icons', 1),
    ('graphics-illustrations', 'graphics', 'Illustrations', 2),
    ('graphics-textures', 'graphics', 'Textures and patterns', 3),
    ('graphics-brushes', 'graphics', 'Brushes', 4),
    ('graphics-mockups', 'graphics', 'Mockups', 5),
    ('templates', NULL, 'Templates', 3),
    ('templates-websites', 'templates', 'Websites', 1),
    ('templates-presentations', 'templates', 'Presentations', 2),
    ('templates-documents', 'templates', 'Documents', 3),
    ('templates-spreadsheets', 'templates', 'Spreadsheets', 4),
    ('templates-notes', 'templates', 'Notes and planners', 5),
    ('photos', NULL, 'Photos', 4),
    ('photos-stock', 'photos', 'Stock photos', 1),
    ('photos-presets', 'photos', 'Presets and filters', 2),
    ('video', NULL, 'Video', 5),
    ('video-footage', 'video', 'Footage', 1),
    ('video-effects', 'video', 'Effects and titles', 2),
    ('video-films', 'video', 'Films', 3),
    ('audio', NULL, 'Music and sound', 6),
    ('audio-music', 'audio', 'Music', 1),
    ('audio-samples', 'audio', 'Samples and loops', 2),
    ('audio-effects', 'audio', 'Sound effects', 3),
    ('audio-plugins', 'audio', 'Plugins and presets', 4),
    ('books', NULL, 'Books and writing', 7),
    ('books-fiction', 'books', 'Fiction', 1),
    ('books-non-fiction', 'books', 'Non-fiction', 2),
    ('books-comics', 'books', 'Comics', 3),
    ('books-magazines', 'books', 'Magazines', 4),
    ('courses', NULL, 'Courses', 8),
    ('courses-design', 'courses', 'Design', 1),
    ('courses-programming', 'courses', 'Programming', 2),
    ('courses-business', 'courses', 'Business', 3),
    ('courses-languages', 'courses', 'Languages', 4),
    ('software', NULL, 'Software', 9),
    ('software-apps', 'software', 'Apps', 1),
    ('software-code', 'software', 'Code and components', 2),
    ('software-plugins', 'software', 'Plugins', 3),
    ('games', NULL, 'Games', 10),
    ('games-video', 'games', 'Video games', 1),
    ('games-assets', 'games', 'Assets', 2),
    ('games-tabletop', 'games', 'Tabletop and role-playing', 3),
    ('3d', NULL, '3D', 11),
    ('3d-models', '3d', 'Models', 1),
    ('3d-printing', '3d', 'For printing', 2),
    ('3d-materials', '3d', 'Materials', 3),
    ('crafts', NULL, 'Crafts', 12),
    ('crafts-sewing', 'crafts', 'Sewing patterns', 1),
    ('crafts-knitting', 'crafts', 'Knitting and crochet', 2),
    ('crafts-printables', 'crafts', 'Printables', 3);

-- tags are in the seller's order, with blanks between: none is part of a tag. A product has no slug only if it was drafted by the functions of
-- the release before.
ALTER TABLE products
    ADD COLUMN slug VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN slug_chosen BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN category_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN tags VARCHAR(400) COLLATE utf8mb4_bin NOT NULL DEFAULT '';

-- All addresses that a product of the store ever had. None is given to another one.
CREATE TABLE product_slugs (
    store_id   BINARY(16)  NOT NULL,
    slug       VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    product_id BINARY(16)  NOT NULL,
    PRIMARY KEY (store_id, slug)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

UPDATE products
SET slug = CONCAT(
    CASE WHEN REGEXP_REPLACE(LOWER(title), '[^a-z0-9]+', '') = '' THEN 'product'
         ELSE TRIM(BOTH '-' FROM LEFT(TRIM(BOTH '-' FROM REGEXP_REPLACE(LOWER(title), '[^a-z0-9]+', '-')), 60)) END,
    '-', LOWER(HEX(RIGHT(id, 4))));

INSERT INTO product_slugs (store_id, slug, product_id)
SELECT store_id, slug, id FROM products;

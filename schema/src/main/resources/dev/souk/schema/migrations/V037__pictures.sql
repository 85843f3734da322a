-- Nobody is given the bytes of an uploaded image: what is shown is made of its pixels, in several widths, under a key of its own.
-- image_attempts counts tries that may have ended the function, and image_until keeps others from trying meanwhile. processing_since is there while an image waits for its picture,
-- and on covers from before there were pictures, of which the sweeper has some made.
-- position is the seller's order within a gallery, new ones come last.
ALTER TABLE product_files
    ADD COLUMN image_key BINARY(16) NULL,
    ADD COLUMN image_width INT NULL,
    ADD COLUMN image_height INT NULL,
    ADD COLUMN image_type VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN image_attempts INT NOT NULL DEFAULT 0,
    ADD COLUMN image_until DATETIME(6) NULL,
    ADD COLUMN processing_since DATETIME(6) NULL,
    ADD COLUMN alternative_text VARCHAR(500) NULL,
    ADD COLUMN position INT NULL,
    ADD KEY files_by_processing (processing_since);

UPDATE product_files SET processing_since = created_at WHERE purpose = 'cover' AND state = 'ready';

-- Where the original of a picture lies, sealed: what was handed in, with all that it carried. What is shown is the copy.
ALTER TABLE stored_file ADD COLUMN sealed_original TEXT;

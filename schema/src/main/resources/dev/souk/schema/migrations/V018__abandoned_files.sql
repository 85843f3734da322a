-- Files that were announced and never uploaded are found by their age, and deleted. Owner: functions-catalog.
ALTER TABLE product_files
    ADD KEY files_by_state (state, created_at);

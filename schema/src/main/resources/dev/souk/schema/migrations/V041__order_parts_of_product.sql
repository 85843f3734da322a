-- Who has a product by a bundle is asked for, too, when buyers are told of a new version. Owner: functions-purchases.
ALTER TABLE order_parts
    ADD KEY order_parts_of_product (product_id);

SELECT
  id,
  l.price
FROM orders
INNER JOIN lines AS l ON orders.id = l.order_id and l.price > 0

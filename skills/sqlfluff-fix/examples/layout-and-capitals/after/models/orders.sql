SELECT
  o.id,
  o.total,
  Count(*) AS line_count
FROM orders AS o
INNER JOIN lines AS l ON o.id = l.order_id
GROUP BY o.id, o.total

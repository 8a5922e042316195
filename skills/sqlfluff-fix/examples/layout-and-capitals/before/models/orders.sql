SELECT o.id,o.total,
    Count(*) AS line_count
from orders o
  JOIN lines AS l on l.order_id=o.id
GROUP BY o.id, o.total

SELECT o.id,o.total,
    Count(*) AS lines
from orders o
  JOIN lines AS l on l.order_id=o.id
GROUP BY o.id, o.total

import { linePrice } from './price.js'
import { orderTotal } from "./order.js"

const width=32

/** The receipt as lines of text, each as wide as the printer's paper. */
export function receipt( order ) {
    const lines = order.lines.map(line => row(`${line.pieces} x ${line.name}`, linePrice(line.unitCents, line.pieces)))
    return [order.customer, '-'.repeat(width), ...lines, '-'.repeat(width), row('Total', orderTotal(order))].join('\n')
}

function row(label,cents){
  const amount=(cents/100).toFixed(2)
  return label.padEnd(width-amount.length)+amount
}

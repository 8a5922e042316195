export const cart = {items:[ ]}

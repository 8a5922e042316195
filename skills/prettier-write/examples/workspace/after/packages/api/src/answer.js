export const answer = 'forty-two'
export const words = ['a', 'b']

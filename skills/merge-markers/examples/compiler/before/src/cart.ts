export const total = 1;
<<<<<<< HEAD
export const rebate = 2;
=======
export const rebate = 3;
>>>>>>> feature/rebate

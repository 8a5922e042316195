TOTAL = 1
<<<<<<< HEAD
REBATE = 2
=======
REBATE = 3
>>>>>>> feature/rebate

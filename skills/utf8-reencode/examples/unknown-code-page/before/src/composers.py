COMPOSERS = ["Antonín Dvoøák", "Bedøich Smetana"]

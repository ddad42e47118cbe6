import CupelCLI

Cupel.main()

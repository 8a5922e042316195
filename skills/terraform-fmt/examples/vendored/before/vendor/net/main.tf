locals {
   one=1
}

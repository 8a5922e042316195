#include <vector>
#include "cart.h"
#include <string>

int total( const std::vector<int>&prices ){
  int sum=0;   // in cents
  for(int price:prices) sum+=price;
  return sum;
}

#pragma once
#include <vector>
int total(const std::vector<int>&prices);

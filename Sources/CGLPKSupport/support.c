#include "CGLPKSupport.h"

#ifndef MERIDIAN_CGLPK_SHIM_H
#define MERIDIAN_CGLPK_SHIM_H

#if __has_include(<glpk.h>)
#include <glpk.h>
#else
#error "glpk.h not found: install GLPK (Debian, Ubuntu: apt-get install libglpk-dev; macOS: brew install glpk), or build without it: swift build --disable-default-traits --traits Command"
#endif

#endif

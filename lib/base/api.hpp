#pragma once

/// Marks what libsctf.so exports; everything else stays hidden (style: one library, SONAME = ABI number).
#define SCTF_API __attribute__((visibility("default")))

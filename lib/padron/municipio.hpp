#pragma once

namespace sctf::padron {

/// Whose padrón it is where nobody says otherwise: province and municipality of the INE (Santa Cruz de
/// Tenerife).
inline constexpr const char* kCpro = "38";
inline constexpr const char* kCmun = "038";

}  // namespace sctf::padron

#pragma once

#include <string>

namespace sctf {

/// The body a row belongs to: first column of every large key. 1 is the body of this installation.
struct Ente {
  int value = 1;
  friend bool operator==(Ente, Ente) = default;
};

/// How sure we are of who asks (norms/identidad).
enum class Level { ninguno, bajo, sustancial, alto };

/// Who asks, through which channel and how surely known. The domain takes this, never a request.
struct Caller {
  Ente ente;
  std::string account;  ///< account of the operating system, of the staff or of the device
  std::string channel;  ///< `cli`, `cron`, later `kiosk`, `010`, `video`, `app`
  Level level = Level::ninguno;
  std::string request = {};  ///< one for each command, run or request: `4f1d…`, `run/17`
};

}  // namespace sctf

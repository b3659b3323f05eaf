#pragma once

#include <string>

#include "base/result.hpp"

namespace sctf::db {

/// Why a statement failed, as far as it matters to who may try again (norms/alta-disponibilidad 2).
enum class Failure {
  lost,  ///< the connection broke or the server is going down: nothing of an open transaction is there
  commit_unknown,  ///< it broke while a commit was under way: the outcome is not known
  retry,           ///< serialization failure or deadlock: the same transaction may be run again
  refused,         ///< anything else: trying again does not help
};

/// A failed statement, with the server's own words.
class SCTF_API DbError : public Error {
 public:
  DbError(Failure failure, Problem problem, std::string sqlstate = {}, std::string constraint = {});
  ~DbError() override;

  [[nodiscard]] Failure failure() const { return failure_; }
  [[nodiscard]] const std::string& sqlstate() const { return sqlstate_; }
  /// The constraint that refused it, for unique and check violations.
  [[nodiscard]] const std::string& constraint() const { return constraint_; }
  [[nodiscard]] bool unique_violation() const { return sqlstate_ == "23505"; }

 private:
  Failure failure_;
  std::string sqlstate_, constraint_;
};

}  // namespace sctf::db

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"

namespace sctf::db {

/// Rows on their way into a table by COPY: fields in the order of the statement's columns, then `end_row`.
/// Not finished when destroyed: the copy is broken off and the transaction is lost.
class SCTF_API CopyIn {
 public:
  CopyIn(CopyIn&& other) noexcept;
  CopyIn(const CopyIn&) = delete;
  CopyIn& operator=(const CopyIn&) = delete;
  CopyIn& operator=(CopyIn&&) = delete;
  ~CopyIn();

  template <class T>
  CopyIn& add(const T& value) {
    begin_field();
    if constexpr (kNeedsEscape<T>) {
      scratch_.clear();
      append_value(scratch_, value);
      escape(scratch_);
    } else {
      append_value(buffer_, value);
    }
    return *this;
  }
  template <class T>
  CopyIn& add(const std::optional<T>& value) {
    return value ? add(*value) : add_null();
  }
  CopyIn& add(std::string_view value) {
    begin_field();
    escape(value);
    return *this;
  }
  CopyIn& add(const std::string& value) { return add(std::string_view(value)); }
  CopyIn& add(const char* value) { return add(std::string_view(value)); }
  CopyIn& add_null();
  void end_row();
  /// Ends the copy and returns how many rows went in.
  std::int64_t finish();

 private:
  friend class Transaction;
  template <class T>
  static constexpr bool kNeedsEscape = std::is_same_v<T, std::vector<std::string>>;

  explicit CopyIn(Connection& connection) : connection_(&connection) { buffer_.reserve(kFlushAt + 4096); }
  void begin_field() {
    if (!first_) buffer_ += '\t';
    first_ = false;
  }
  void escape(std::string_view value);
  void flush();

  static constexpr std::size_t kFlushAt = 64 * 1024;
  Connection* connection_;
  std::string buffer_, scratch_;
  bool first_ = true;
};

/// A transaction: everything in it is there together or not at all. `~Transaction` rolls back unless
/// committed and never throws. Who takes a `Transaction&` does not commit; the caller who opened it does.
class SCTF_API Transaction {
 public:
  explicit Transaction(Connection& connection);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  template <class... Args>
  Rows query(const Sql& sql, const Args&... args) {
    return connection_->execute(sql, Params(args...));
  }
  /// The same; how many rows were touched.
  template <class... Args>
  std::int64_t exec(const Sql& sql, const Args&... args) {
    return connection_->execute(sql, Params(args...)).affected();
  }
  /// Rows one by one as they arrive: constant memory, however long the answer.
  template <class... Args>
  void stream(const Sql& sql, const std::function<void(const Row&)>& each, const Args&... args) {
    stream_params(sql, Params(args...), each);
  }
  /// The same statement for many sets of parameters, sent without waiting for each answer (pipeline mode).
  /// Returns how many rows were touched in all.
  std::int64_t pipeline(const Sql& sql, const std::vector<Params>& sets);

  /// `copy T (…) from stdin`.
  CopyIn copy_in(const Sql& sql);
  /// `copy (…) to stdout`, each line without its newline, in COPY's text format. COPY takes no parameters:
  /// they are there as `current_setting('sctf.p1')`, `…p2'` for the length of the transaction.
  template <class... Args>
  void copy_out(const Sql& sql, const std::function<void(std::string_view)>& each, const Args&... args) {
    copy_out_params(sql, Params(args...), each);
  }

  /// A script of several statements without parameters (migrations).
  void script(const std::string& text);

  /// Makes it last. A connection that breaks here leaves `Failure::commit_unknown`.
  void commit();
  void rollback() noexcept;

 private:
  void stream_params(const Sql& sql, const Params& params, const std::function<void(const Row&)>& each);
  void copy_out_params(const Sql& sql, const Params& params,
                       const std::function<void(std::string_view)>& each);

  Connection* connection_;
  bool open_ = false;
};

}  // namespace sctf::db

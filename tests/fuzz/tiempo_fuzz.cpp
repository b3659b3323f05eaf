// What time-stamp authorities and authorities of certificates send: answers, tokens, lists. Whatever it is,
// it is refused or it is what it says. The first byte chooses.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "crypto/cms_stamp.hpp"
#include "crypto/crl.hpp"
#include "crypto/timestamp.hpp"
#include "pdf/validation.hpp"

namespace {

class Answer final : public sctf::crypto::TimestampPort {
 public:
  explicit Answer(std::string_view bytes) : bytes_(bytes) {}
  sctf::Result<std::string> ask(std::string_view) override { return std::string(bytes_); }

 private:
  std::string_view bytes_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 5) {
    case 0: {
      Answer answer(bytes);
      // The nonce is a new one each time: no answer that was written before can be of it.
      if (sctf::crypto::timestamp(answer, {}, {})) std::abort();
      break;
    }
    case 1:
      if (sctf::crypto::check_timestamp(bytes, {}, {})) std::abort();  // nobody is trusted
      break;
    case 2:
      if (const auto list = sctf::crypto::Crl::parse(bytes)) {
        if (!sctf::crypto::Crl::parse(list->der())) std::abort();
        static_cast<void>(list->this_update());
        static_cast<void>(list->next_update());
      }
      break;
    case 3:
      static_cast<void>(sctf::crypto::stamped_imprint(bytes));
      if (const auto token = sctf::crypto::timestamp_of(bytes); token && *token)
        if (const auto again = sctf::crypto::with_timestamp(bytes, **token); !again) std::abort();
      break;
    default: static_cast<void>(sctf::pdf::append_validation(bytes, {.certificates = {"a"}, .lists = {"b"}}));
  }
  return 0;
}

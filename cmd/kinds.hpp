#pragma once

#include "config/settings.hpp"
#include "jobs/engine.hpp"

namespace sctf::cmd {

/// Every kind of batch that this program can work on: so that `job work` can help with any run.
void register_kinds(jobs::Registry& registry, const config::Settings& settings, Instant now);

}  // namespace sctf::cmd

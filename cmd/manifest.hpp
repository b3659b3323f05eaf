#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "jobs/files.hpp"

namespace sctf::cmd {

/// The files of a folder as the design's manifest lists them: by path, each with its SHA-256; hidden folders,
/// `manifest.json` and `informe.txt` left out. What `known` holds (by path) is taken from there; census files
/// are counted, everything else is `otro`.
std::vector<jobs::FileRow> list_folder(const std::filesystem::path& folder,
                                       const std::map<std::string, jobs::FileRow>& known);
/// Writes `manifest.json` into the folder: the same files, the same bytes.
void write_manifest(const std::filesystem::path& folder, const std::vector<jobs::FileRow>& files);

}  // namespace sctf::cmd

#include "pdf/trees.hpp"

#include "pdf/number.hpp"

namespace sctf::pdf {
namespace {

constexpr std::int64_t kPagesInNode = 64;
constexpr std::int64_t kPagesInLeaf = 32;  // a reader unpacks a leaf whole

}  // namespace

Objects::Number PageTree::add(Objects& objects, Objects::Number page) {
  if (root_ == 0) root_ = objects.allocate();
  if (in_node_ == kPagesInNode) end_node(objects);
  if (in_node_ == 0) nodes_.push_back(objects.allocate());
  put_reference(kids_, page);
  kids_ += ' ';
  ++in_node_;
  ++pages_;
  return nodes_.back();
}

void PageTree::end_node(Objects& objects) {
  auto& out = objects.begin(nodes_.back(), Objects::Pack::pages);
  put_reference(out += "<</Type/Pages/Parent ", root_);
  put_integer(out += "/Count ", in_node_);
  ((out += "/Kids[") += kids_) += "]>>";
  objects.end();
  kids_.clear();
  in_node_ = 0;
}

void PageTree::finish(Objects& objects) {
  if (in_node_ > 0) end_node(objects);
  auto& out = objects.begin(root_, Objects::Pack::pages);
  put_integer(out += "<</Type/Pages/Count ", pages_);
  out += "/Kids[";
  for (const auto node : nodes_) {
    put_reference(out, node);
    out += ' ';
  }
  out += "]>>";
  objects.end();
}

void ParentTree::add(Objects& objects, std::span<const std::int32_t> owners, Objects::Number first) {
  put_integer(entries_, pages_);
  entries_ += '[';
  for (const auto owner : owners) {
    if (owner < 0)
      entries_ += "null";
    else
      put_reference(entries_, first + static_cast<Objects::Number>(owner));
    entries_ += ' ';
  }
  entries_ += ']';
  end_entry(objects);
}

void ParentTree::add_object(Objects& objects, Objects::Number element) {
  put_integer(entries_, pages_);
  put_reference(entries_ += ' ', element);
  entries_ += ' ';
  end_entry(objects);
}

void ParentTree::end_entry(Objects& objects) {
  ++in_leaf_;
  ++pages_;
  if (in_leaf_ == kPagesInLeaf) end_leaf(objects);
}

void ParentTree::end_leaf(Objects& objects) {
  leaves_.push_back(objects.allocate());
  auto& out = objects.begin(leaves_.back());
  put_integer(out += "<</Limits[", pages_ - in_leaf_);
  put_integer(out += ' ', pages_ - 1);
  ((out += "]/Nums[") += entries_) += "]>>";
  objects.end();
  entries_.clear();
  in_leaf_ = 0;
}

Objects::Number ParentTree::finish(Objects& objects) {
  if (in_leaf_ > 0) end_leaf(objects);
  const auto root = objects.allocate();
  auto& out = objects.begin(root);
  out += "<</Kids[";
  for (const auto leaf : leaves_) {
    put_reference(out, leaf);
    out += ' ';
  }
  out += "]>>";
  objects.end();
  return root;
}

}  // namespace sctf::pdf

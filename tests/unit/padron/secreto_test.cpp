// What is withheld of a table cannot be worked out from its sums: attacked with the equations of rows and
// columns, solved by elimination, which knows nothing of how the table was protected.

#include "padron/secreto.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace sctf::padron {
namespace {

constexpr std::int64_t kPrimo = 1'000'000'007;

std::int64_t potencia(std::int64_t base, std::int64_t n) {
  std::int64_t out = 1;
  for (; n > 0; n /= 2, base = base * base % kPrimo)
    if (n % 2 == 1) out = out * base % kPrimo;
  return out;
}

// How many withheld cells have one value alone in every solution of the equations.
std::size_t resueltas(const TablaConteos& tabla, const TablaOcultas& ocultas) {
  const auto rows = tabla.size(), columns = tabla.front().size();
  std::vector<std::pair<std::size_t, std::size_t>> unknown;
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c)
      if (ocultas[r][c]) unknown.emplace_back(r, c);
  std::vector<std::vector<std::int64_t>> m(rows + columns, std::vector<std::int64_t>(unknown.size(), 0));
  for (std::size_t i = 0; i < unknown.size(); ++i)
    m[unknown[i].first][i] = 1, m[rows + unknown[i].second][i] = 1;
  // Reduced row echelon form: a pivot whose row has nothing else is solved.
  std::size_t row = 0;
  for (std::size_t column = 0; column < unknown.size() && row < m.size(); ++column) {
    auto pivot = row;
    while (pivot < m.size() && m[pivot][column] == 0) ++pivot;
    if (pivot == m.size()) continue;
    std::swap(m[row], m[pivot]);
    const auto inverse = potencia(m[row][column], kPrimo - 2);
    for (auto& x : m[row]) x = x * inverse % kPrimo;
    for (std::size_t other = 0; other < m.size(); ++other) {
      if (other == row || m[other][column] == 0) continue;
      const auto by = m[other][column];
      for (std::size_t i = 0; i < unknown.size(); ++i)
        m[other][i] = ((m[other][i] - by * m[row][i]) % kPrimo + kPrimo) % kPrimo;
    }
    ++row;
  }
  std::size_t out = 0;
  for (std::size_t r = 0; r < row; ++r)
    if (std::count_if(m[r].begin(), m[r].end(), [](auto x) { return x != 0; }) == 1) ++out;
  return out;
}

TablaConteos al_azar(std::mt19937& random, std::size_t rows, std::size_t columns, int most) {
  TablaConteos out(rows, std::vector<std::int64_t>(columns));
  for (auto& row : out)
    for (auto& cell : row) cell = std::uniform_int_distribution<int>(0, most)(random);
  return out;
}

TEST(Secreto, SmallCellsAreWithheld) {
  const TablaConteos tabla = {{9, 3, 20, 30}, {8, 12, 0, 44}, {17, 6, 5, 21}};
  const auto hidden = ocultar_conteos(tabla, 5);
  EXPECT_TRUE(hidden[0][1]);
  EXPECT_EQ(resueltas(tabla, hidden), 0U);
  std::size_t all = 0;
  for (const auto& row : hidden) all += static_cast<std::size_t>(std::count(row.begin(), row.end(), true));
  EXPECT_LE(all, 8U) << "no more than it takes, about";
}

TEST(Secreto, NothingSmallNothingWithheld) {
  const TablaConteos tabla = {{9, 0, 20}, {8, 12, 7}};
  EXPECT_EQ(ocultar_conteos(tabla, 5), TablaOcultas(2, std::vector<bool>(3, false)));
}

TEST(Secreto, OneMoreInTheRowAloneIsNotEnough) {
  // What the row's own sum asks for: two withheld; the columns' sums give both away.
  const TablaConteos tabla = {{9, 3, 20, 30}, {8, 12, 0, 44}, {17, 6, 5, 21}};
  TablaOcultas hidden(3, std::vector<bool>(4, false));
  hidden[0][0] = hidden[0][1] = true;
  EXPECT_EQ(resueltas(tabla, hidden), 2U);
  EXPECT_TRUE(deducibles(tabla, hidden)[0][1]);
}

TEST(Secreto, CountsAreNeverNegative) {
  // A rectangle whose sums leave one solution: 0 + 0 in a row.
  const TablaConteos tabla = {{0, 0, 50}, {3, 4, 50}, {9, 9, 9}};
  TablaOcultas hidden(3, std::vector<bool>(3, false));
  hidden[0][0] = hidden[0][1] = hidden[1][0] = hidden[1][1] = true;
  EXPECT_EQ(resueltas(tabla, hidden), 0U);
  EXPECT_TRUE(deducibles(tabla, hidden)[1][0]);
}

TEST(Secreto, NoAttackSolvesARandomTable) {
  std::mt19937 random(20261130);
  for (int round = 0; round < 60; ++round) {
    const auto tabla = al_azar(random, 2 + static_cast<std::size_t>(round % 12), 21, 4 + 8 * (round % 7));
    const auto hidden = ocultar_conteos(tabla, 5);
    EXPECT_EQ(resueltas(tabla, hidden), 0U) << round;
    const auto given = deducibles(tabla, hidden);
    for (std::size_t r = 0; r < tabla.size(); ++r)
      for (std::size_t c = 0; c < 21; ++c) {
        EXPECT_FALSE(given[r][c]) << round << ": " << r << " " << c;
        if (tabla[r][c] > 0 && tabla[r][c] < 5) {
          EXPECT_TRUE(hidden[r][c]);
        }
      }
  }
}

}  // namespace
}  // namespace sctf::padron

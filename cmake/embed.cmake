# SQL into the library, one query a file: lib/<module>/sql/NAME.sql becomes the constant sctf::<module>::sql::NAME
# of the generated header "<module>/sql.hpp". Each file also runs in psql as it stands.
function(sctf_embed_sql module)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/lib/${module}/sql/*.sql)
  set(header ${CMAKE_BINARY_DIR}/gen/${module}/sql.hpp)
  add_custom_command(
    OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} -DMODULE=${module} "-DFILES=${files}" -DHEADER=${header}
            -P ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake
    VERBATIM)
  set(SCTF_GENERATED ${SCTF_GENERATED} ${header} PARENT_SCOPE)
endfunction()

# The migrations with their checksums, in order, as sctf::db::kMigrations of "db/migrations.hpp".
function(sctf_embed_migrations)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/lib/db/migrations/*.sql)
  set(header ${CMAKE_BINARY_DIR}/gen/db/migrations.hpp)
  add_custom_command(
    OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} "-DFILES=${files}" -DHEADER=${header}
            -P ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake
    VERBATIM)
  set(SCTF_GENERATED ${SCTF_GENERATED} ${header} PARENT_SCOPE)
endfunction()

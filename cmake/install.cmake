# What a package holds. Assets stand in share/sctf, where the program looks beside its own place (proc/assets.hpp).
install(TARGETS sctf sctf_cli
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/etc/ordenanzas ${CMAKE_SOURCE_DIR}/etc/calendarios ${CMAKE_SOURCE_DIR}/etc/perfiles
                  ${CMAKE_SOURCE_DIR}/etc/padron
                  ${CMAKE_SOURCE_DIR}/etc/demo
        DESTINATION ${CMAKE_INSTALL_DATADIR}/sctf/etc)
install(FILES ${CMAKE_SOURCE_DIR}/etc/intereses.yaml ${CMAKE_SOURCE_DIR}/etc/sctf.yaml ${CMAKE_SOURCE_DIR}/etc/municipios.csv
        DESTINATION ${CMAKE_INSTALL_DATADIR}/sctf/etc)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/lib/tributos/schema
        DESTINATION ${CMAKE_INSTALL_DATADIR}/sctf/lib/tributos)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/templates DESTINATION ${CMAKE_INSTALL_DATADIR}/sctf)
file(GLOB pages ${CMAKE_SOURCE_DIR}/man/*.[1578])
foreach(page IN LISTS pages)
  string(REGEX MATCH "[0-9]$" section ${page})
  install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()

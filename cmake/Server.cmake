# The server: the library of all its folders, and its three programs.

file(GLOB_RECURSE server_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/server/*.cpp")
set(server_mains "${CMAKE_SOURCE_DIR}/server/main.cpp" "${CMAKE_SOURCE_DIR}/server/admin_main.cpp")
list(REMOVE_ITEM server_sources ${server_mains})

kabinet_library(kabinet_server SOURCES ${server_sources}
  DEPENDS kabinet_api spdlog::spdlog date::date-tz tomlplusplus::tomlplusplus CLI11::CLI11 CURL::libcurl
    Boost::headers OpenSSL::SSL OpenSSL::Crypto Threads::Threads SQLite::SQLite3
    PkgConfig::pangocairo "${KABINET_QRCODEGEN}" "${KABINET_SOCI_SQLITE3}" "${KABINET_SOCI_CORE}" "${KABINET_SODIUM}")

# kabinet_program(<target> <library> <source>...): an executable, once its sources exist.
function(kabinet_program target library)
  foreach(source IN LISTS ARGN)
    if(NOT EXISTS "${source}")
      return()
    endif()
  endforeach()
  if(NOT ARGN)
    return()
  endif()
  add_executable(${target} ${ARGN})
  kabinet_ours(${target})
  target_link_libraries(${target} PRIVATE ${library})
endfunction()

# The sandbox bank is a library as well, so that tests can run it inside themselves. It knows nothing of the server.
file(GLOB sandbox_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/sandbox/*.cpp")
list(REMOVE_ITEM sandbox_sources "${CMAKE_SOURCE_DIR}/sandbox/main.cpp")
kabinet_library(kabinet_sandbox SOURCES ${sandbox_sources}
  DEPENDS kabinet_api CLI11::CLI11 CURL::libcurl Boost::headers OpenSSL::Crypto Threads::Threads "${KABINET_SODIUM}")
# The two mains are named one by one; these globs only make CMake look again when one of them appears.
file(GLOB server_top CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/server/*main.cpp")
kabinet_program(kabinet-server kabinet_server "${CMAKE_SOURCE_DIR}/server/main.cpp")
kabinet_program(kabinet-admin kabinet_server "${CMAKE_SOURCE_DIR}/server/admin_main.cpp")
kabinet_program(kabinet-sandbox-bank kabinet_sandbox "${CMAKE_SOURCE_DIR}/sandbox/main.cpp")

if(KABINET_SANITIZE)
  # Beast under ASan + UBSan at -O1 takes 194 s and 2 GB for one file; without optimisation it is a fraction.
  file(GLOB_RECURSE beast_sources "${CMAKE_SOURCE_DIR}/server/listener*.cpp" "${CMAKE_SOURCE_DIR}/sandbox/*.cpp")
  set_source_files_properties(${beast_sources} PROPERTIES COMPILE_OPTIONS "-O0")
endif()

# Everything that scripts/run needs from the native build.
add_custom_target(kabinet_programs)
foreach(program kabinet-server kabinet-admin kabinet-sandbox-bank)
  if(TARGET ${program})
    add_dependencies(kabinet_programs ${program})
  endif()
endforeach()

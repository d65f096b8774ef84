# Third-party code: Debian's packages, and what scripts/setup put into the cache outside the tree (Dear ImGui, Catch2).
# Versions are those of scripts/versions.sh, which this file reads so that they are named once.

file(STRINGS "${CMAKE_SOURCE_DIR}/scripts/versions.sh" kabinet_versions REGEX "^[A-Z0-9_]+=")
foreach(line IN LISTS kabinet_versions)
  if(line MATCHES "^([A-Z0-9_]+)=([^ #]+)")
    set(KABINET_${CMAKE_MATCH_1} "${CMAKE_MATCH_2}")
  endif()
endforeach()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/scripts/versions.sh")

if(DEFINED ENV{KABINET_CACHE})
  set(kabinet_cache "$ENV{KABINET_CACHE}")
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(kabinet_cache "$ENV{XDG_CACHE_HOME}/kabinet")
else()
  set(kabinet_cache "$ENV{HOME}/.cache/kabinet")
endif()

# Debian's own Python carries fontTools and brotli; another python3 earlier on the PATH does not.
find_program(KABINET_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(NOT KABINET_PYTHON)
  find_program(KABINET_PYTHON NAMES python3 REQUIRED)
endif()

# Debian's ccache where it is there; for em++ it wraps the clang inside, which it understands.
find_program(KABINET_CCACHE ccache)
if(KABINET_CCACHE)
  if(EMSCRIPTEN)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;EM_COMPILER_WRAPPER=${KABINET_CCACHE}")
  else()
    set(CMAKE_CXX_COMPILER_LAUNCHER "${KABINET_CCACHE}")
  endif()
endif()

# --- fmt and nlohmann/json --------------------------------------------------------------------------------------------
if(EMSCRIPTEN)
  # Both are header-only in the browser program. The links keep the rest of /usr/include out of em++'s sight.
  foreach(name fmt nlohmann)
    if(NOT EXISTS "/usr/include/${name}")
      message(FATAL_ERROR "/usr/include/${name} is missing: run scripts/setup run")
    endif()
    file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/system_include")
    file(CREATE_LINK "/usr/include/${name}" "${CMAKE_BINARY_DIR}/system_include/${name}" SYMBOLIC)
  endforeach()
  add_library(kabinet_fmt INTERFACE)
  add_library(fmt::fmt ALIAS kabinet_fmt)
  target_include_directories(kabinet_fmt SYSTEM INTERFACE "${CMAKE_BINARY_DIR}/system_include")
  # Without a fixed separator fmt links libc++'s locales, 60 KB of wasm, for the {:L} that nobody here writes.
  target_compile_definitions(kabinet_fmt INTERFACE FMT_HEADER_ONLY "FMT_STATIC_THOUSANDS_SEPARATOR=' '")
else()
  find_package(fmt 9 REQUIRED)
endif()

# --- Dear ImGui -------------------------------------------------------------------------------------------------------
set(imgui_dir "${kabinet_cache}/imgui-${KABINET_IMGUI_VERSION}")
if(NOT EXISTS "${imgui_dir}/imgui.cpp")
  message(FATAL_ERROR "Dear ImGui ${KABINET_IMGUI_VERSION} is not in ${kabinet_cache}: run scripts/setup run")
endif()
set(imgui_sources imgui.cpp imgui_draw.cpp imgui_tables.cpp imgui_widgets.cpp)
list(TRANSFORM imgui_sources PREPEND "${imgui_dir}/")
add_library(imgui STATIC ${imgui_sources})
target_include_directories(imgui SYSTEM PUBLIC "${imgui_dir}")
target_compile_definitions(imgui PUBLIC
  IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_OBSOLETE_FUNCTIONS
  $<$<NOT:$<BOOL:${EMSCRIPTEN}>>:IMGUI_ENABLE_TEST_ENGINE>)
target_compile_options(imgui PRIVATE -w)

if(EMSCRIPTEN)
  return()
endif()

# --- the server's and the tests' libraries ----------------------------------------------------------------------------
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(spdlog REQUIRED)
find_package(date REQUIRED)
find_package(CLI11 REQUIRED)
find_package(CURL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(pangocairo REQUIRED IMPORTED_TARGET pangocairo pangoft2 fontconfig)
find_library(KABINET_QRCODEGEN qrcodegencpp REQUIRED)
find_library(KABINET_SODIUM sodium REQUIRED)
find_library(KABINET_SOCI_CORE soci_core REQUIRED)
find_library(KABINET_SOCI_SQLITE3 soci_sqlite3 REQUIRED)

if(KABINET_TESTS)
  find_package(Catch2 3 CONFIG PATHS "${kabinet_cache}/catch2-${KABINET_CATCH2_VERSION}" NO_DEFAULT_PATH)
endif()

# Functions that make a target from folders, and the options all our targets share.

add_library(kabinet_options INTERFACE)
target_include_directories(kabinet_options INTERFACE "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}")
if(KABINET_SANITIZE)
  target_compile_options(kabinet_options INTERFACE
    -fsanitize=${KABINET_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(kabinet_options INTERFACE -fsanitize=${KABINET_SANITIZE})
  if(KABINET_SANITIZE MATCHES "thread")
    # Boost.Asio has fences, which this sanitizer does not see; they only make it suspect more.
    target_compile_options(kabinet_options INTERFACE -Wno-tsan)
  endif()
  if(KABINET_SANITIZE MATCHES "undefined")
    # vptr: SOCI's libraries carry no type information for it, so it does not link.
    target_compile_options(kabinet_options INTERFACE -fno-sanitize=vptr -fno-sanitize-recover=undefined)
    target_link_options(kabinet_options INTERFACE -fno-sanitize=vptr)
  endif()
endif()

# kabinet_sources(<out> <folder>...): the .cpp files right inside these folders; adding one re-runs CMake by itself.
function(kabinet_sources out)
  set(patterns "")
  foreach(folder IN LISTS ARGN)
    list(APPEND patterns "${CMAKE_SOURCE_DIR}/${folder}/*.cpp")
  endforeach()
  set(files "")
  if(patterns)
    file(GLOB files CONFIGURE_DEPENDS ${patterns})
  endif()
  set(${out} "${files}" PARENT_SCOPE)
endfunction()

# kabinet_ours(<target>): our flags and warnings for a target of ours.
function(kabinet_ours target)
  target_link_libraries(${target} PRIVATE kabinet_warnings)
  target_link_libraries(${target} PUBLIC kabinet_options fmt::fmt)
endfunction()

# kabinet_library(<target> <folder>... DEPENDS <target>...): a static library, or an interface one while it has no .cpp.
function(kabinet_library target)
  cmake_parse_arguments(arg "" "" "DEPENDS;SOURCES" ${ARGN})
  kabinet_sources(sources ${arg_UNPARSED_ARGUMENTS})
  list(APPEND sources ${arg_SOURCES})
  if(NOT sources)
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE kabinet_options fmt::fmt ${arg_DEPENDS})
    return()
  endif()
  add_library(${target} STATIC ${sources})
  kabinet_ours(${target})
  target_link_libraries(${target} PUBLIC ${arg_DEPENDS})
endfunction()

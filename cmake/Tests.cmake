# Native tests: one executable per folder of tests/, one ctest entry each (label unit or stack).

kabinet_sources(support_sources tests/support)
set(results_dir "${CMAKE_SOURCE_DIR}/build/test-results")
file(MAKE_DIRECTORY "${results_dir}")
if(Catch2_FOUND)
  # An archive that everything below may draw on: each test links only the members it uses, so that tests of the rules
  # do not wait for the server. Hence include paths of all, but no libraries of ours.
  if(support_sources)
    add_library(test_support STATIC ${support_sources})
    kabinet_ours(test_support)
    target_link_libraries(test_support PUBLIC Catch2::Catch2 kabinet_api)
    target_include_directories(test_support SYSTEM PRIVATE
      $<TARGET_PROPERTY:imgui,INTERFACE_INCLUDE_DIRECTORIES>)
    target_compile_definitions(test_support PRIVATE $<TARGET_PROPERTY:imgui,INTERFACE_COMPILE_DEFINITIONS>)
    add_dependencies(test_support generate)
  else()
    add_library(test_support INTERFACE)
  endif()
  # A header instead of definitions: only who includes it is compiled anew in another folder.
  file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/paths.h" CONTENT "#pragma once
#define KABINET_SOURCE_DIR \"${CMAKE_SOURCE_DIR}\"
#define KABINET_FONT_DIR \"${kabinet_fonts_dir}\"
#define KABINET_BINARY_DIR \"${CMAKE_BINARY_DIR}\"
")
else()
  message(STATUS "Catch2 is not in the cache: no native tests (scripts/setup test brings it)")
endif()

# kabinet_test(<folder> <label> <library>...): test_<folder> from tests/<folder>, once it has sources.
function(kabinet_test folder label)
  kabinet_sources(sources tests/${folder})
  if(NOT sources OR NOT Catch2_FOUND)
    return()
  endif()
  add_executable(test_${folder} ${sources})
  kabinet_ours(test_${folder})
  # Rescanned as a group: Dear ImGui calls the test hooks that tests/support implements, and support calls back.
  target_link_libraries(test_${folder} PRIVATE ${ARGN} Catch2::Catch2WithMain)
  get_target_property(support_type test_support TYPE)
  if(support_type STREQUAL "STATIC_LIBRARY")
    # ${ARGN} again: members of test_support call libraries that nothing before them did.
    target_link_libraries(test_${folder} PRIVATE "$<LINK_GROUP:RESCAN,test_support,imgui>" ${ARGN})
  endif()
  add_dependencies(test_${folder} generate)
  # The second report is for scripts/count_tests.py, which adds up test cases rather than programs.
  add_test(NAME ${folder}
    COMMAND test_${folder} --colour-mode none --reporter console --reporter "XML::out=${results_dir}/catch-${folder}.xml"
    WORKING_DIRECTORY "${CMAKE_BINARY_DIR}")
  set_tests_properties(${folder} PROPERTIES LABELS ${label} TIMEOUT 900)
endfunction()

kabinet_test(api unit kabinet_api)
kabinet_test(client unit kabinet_client)
kabinet_test(ui unit kabinet_ui)
kabinet_test(server unit kabinet_server kabinet_client kabinet_sandbox)
kabinet_test(stack stack kabinet_server kabinet_client kabinet_ui kabinet_sandbox)

# Tests that start the real programs find them here.
if(TARGET test_stack)
  add_dependencies(test_stack kabinet_programs)
endif()

if(EXISTS "${CMAKE_SOURCE_DIR}/tests/arrows/check_includes.py")
  add_test(NAME arrows
    COMMAND "${KABINET_PYTHON}" "${CMAKE_SOURCE_DIR}/tests/arrows/check_includes.py" "${CMAKE_SOURCE_DIR}")
  set_tests_properties(arrows PROPERTIES LABELS unit)
endif()

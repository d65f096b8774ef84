# The browser program: kabinet.js + kabinet.wasm, then the site folder that the server serves.

file(GLOB web_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/*.cpp")
file(GLOB web_libraries CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/library_*.js")
file(GLOB web_assets CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/shell.html" "${CMAKE_SOURCE_DIR}/web/*.css"
  "${CMAKE_SOURCE_DIR}/web/*.js" "${CMAKE_SOURCE_DIR}/web/*.svg" "${CMAKE_SOURCE_DIR}/web/*.png")
list(REMOVE_ITEM web_assets ${web_libraries})
if(NOT web_sources)
  return()
endif()

if(EXISTS /usr/share/nodejs)
  # Debian's Emscripten finds acorn here; a node that is not Debian's own does not look here by itself.
  set(CMAKE_CXX_LINKER_LAUNCHER "${CMAKE_COMMAND};-E;env;NODE_PATH=/usr/share/nodejs")
endif()
add_executable(kabinet_web ${web_sources})
set_target_properties(kabinet_web PROPERTIES OUTPUT_NAME kabinet SUFFIX .js LINK_DEPENDS "${web_libraries}")
kabinet_ours(kabinet_web)
target_link_libraries(kabinet_web PRIVATE kabinet_ui kabinet_client imgui)
foreach(library IN LISTS web_libraries)
  target_link_options(kabinet_web PRIVATE "SHELL:--js-library \"${library}\"")
endforeach()
target_link_options(kabinet_web PRIVATE
  -sALLOW_MEMORY_GROWTH=1 -sFETCH=1 -sFETCH_SUPPORT_INDEXEDDB=0 -sENVIRONMENT=web
  -sFILESYSTEM=0 -sMALLOC=emmalloc -sSUPPORT_LONGJMP=0 -sTEXTDECODER=2 -sDYNAMIC_EXECUTION=0
  -sEXIT_RUNTIME=0)

# --- smaller, and in two parts ----------------------------------------------------------------------------------------
# The sign-in must not wait for the code of every screen behind it. Names of functions stay until the program is split.
set(program_dir "${CMAKE_BINARY_DIR}")
set(program_files kabinet_web)
option(KABINET_SHRINK "Split the linked program and shrink its parts once more" OFF)
if(KABINET_SHRINK)
  target_link_options(kabinet_web PRIVATE --profiling-funcs)
  find_program(KABINET_WASM_OPT wasm-opt REQUIRED)
  find_program(KABINET_WASM_SPLIT wasm-split REQUIRED)
  find_program(KABINET_NODE node REQUIRED)
  set(program_dir "${CMAKE_BINARY_DIR}/small")
  set(program_files "${program_dir}/kabinet.js" "${program_dir}/kabinet.wasm" "${program_dir}/rest.wasm")
  file(MAKE_DIRECTORY "${program_dir}")
  add_custom_command(
    OUTPUT ${program_files}
    COMMAND "${KABINET_PYTHON}" "${CMAKE_SOURCE_DIR}/cmake/split_program.py" --program "${CMAKE_BINARY_DIR}/kabinet.wasm"
      --first "${program_dir}/kabinet.wasm" --rest "${program_dir}/rest.wasm"
    COMMAND "${KABINET_NODE}" "${CMAKE_SOURCE_DIR}/node_modules/terser/bin/terser" "${CMAKE_BINARY_DIR}/kabinet.js"
      --compress passes=2 --mangle reserved=[Module] --toplevel --output "${program_dir}/kabinet.js"
    DEPENDS kabinet_web "${CMAKE_SOURCE_DIR}/cmake/split_program.py" COMMENT "Smaller program" VERBATIM)
endif()

# --- the site ---------------------------------------------------------------------------------------------------------
set(site_dir "${CMAKE_BINARY_DIR}/site")
add_custom_command(
  OUTPUT "${CMAKE_BINARY_DIR}/site.stamp"
  COMMAND "${KABINET_PYTHON}" "${CMAKE_SOURCE_DIR}/scripts/pack_site.py"
    --program "${program_dir}" --web "${CMAKE_SOURCE_DIR}/web" --fonts "${kabinet_fonts_dir}"
    --out "${site_dir}" --stamp "${CMAKE_BINARY_DIR}/site.stamp"
  DEPENDS ${program_files} generate ${web_assets} "${CMAKE_SOURCE_DIR}/scripts/pack_site.py"
  COMMENT "Site" VERBATIM)
add_custom_target(site ALL DEPENDS "${CMAKE_BINARY_DIR}/site.stamp")

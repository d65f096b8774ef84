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

set(site_dir "${CMAKE_BINARY_DIR}/site")
add_custom_command(
  OUTPUT "${CMAKE_BINARY_DIR}/site.stamp"
  COMMAND "${KABINET_PYTHON}" "${CMAKE_SOURCE_DIR}/scripts/pack_site.py"
    --program "${CMAKE_BINARY_DIR}" --web "${CMAKE_SOURCE_DIR}/web" --fonts "${kabinet_fonts_dir}"
    --out "${site_dir}" --stamp "${CMAKE_BINARY_DIR}/site.stamp"
  DEPENDS kabinet_web generate ${web_assets} "${CMAKE_SOURCE_DIR}/scripts/pack_site.py"
  COMMENT "Site" VERBATIM)
add_custom_target(site ALL DEPENDS "${CMAKE_BINARY_DIR}/site.stamp")

# What is made from assets/ at build time: text ids and tables, icon names, subset fonts.
# Everything lands in <build>/generated (included as "generated/…") and <build>/fonts.

set(kabinet_fonts_dir "${CMAKE_BINARY_DIR}/fonts")
set(generated_dir "${CMAKE_BINARY_DIR}/generated")
set(generated_outputs "")
file(MAKE_DIRECTORY "${generated_dir}")

# --- text catalogues --------------------------------------------------------------------------------------------------
file(GLOB text_catalogues CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/assets/text/*.toml")
if(text_catalogues)
  add_custom_command(
    OUTPUT "${generated_dir}/text_ids.h" "${generated_dir}/text_tables.cpp"
    COMMAND "${KABINET_PYTHON}" "${CMAKE_SOURCE_DIR}/cmake/gen_text.py"
      "${CMAKE_SOURCE_DIR}/assets/text" "${generated_dir}"
    DEPENDS ${text_catalogues} "${CMAKE_SOURCE_DIR}/cmake/gen_text.py"
    COMMENT "Text catalogues" VERBATIM)
  list(APPEND generated_outputs "${generated_dir}/text_ids.h" "${generated_dir}/text_tables.cpp")
endif()

# --- icons and fonts --------------------------------------------------------------------------------------------------
set(node_modules "${CMAKE_SOURCE_DIR}/node_modules")
set(golos_dir "${node_modules}/@expo-google-fonts/golos-text")
set(lucide_dir "${node_modules}/lucide-static/font")
if(EXISTS "${golos_dir}" AND EXISTS "${lucide_dir}")
  add_custom_command(
    OUTPUT "${generated_dir}/icons.h" "${kabinet_fonts_dir}/icons.ttf"
    COMMAND "${KABINET_PYTHON}" "${CMAKE_SOURCE_DIR}/cmake/gen_icons.py"
      "${CMAKE_SOURCE_DIR}/assets/icons.txt" "${lucide_dir}" "${generated_dir}" "${kabinet_fonts_dir}"
    DEPENDS "${CMAKE_SOURCE_DIR}/assets/icons.txt" "${CMAKE_SOURCE_DIR}/cmake/gen_icons.py"
      "${CMAKE_SOURCE_DIR}/cmake/fonts.py" "${lucide_dir}/lucide.ttf"
    COMMENT "Icons" VERBATIM)
  set(golos_fonts "${kabinet_fonts_dir}/golos-400.ttf" "${kabinet_fonts_dir}/golos-500.ttf"
    "${kabinet_fonts_dir}/golos-600.ttf")
  add_custom_command(
    OUTPUT ${golos_fonts}
    COMMAND "${KABINET_PYTHON}" "${CMAKE_SOURCE_DIR}/cmake/gen_fonts.py"
      "${CMAKE_SOURCE_DIR}/assets/fonts.txt" "${golos_dir}" "${kabinet_fonts_dir}"
    DEPENDS "${CMAKE_SOURCE_DIR}/assets/fonts.txt" "${CMAKE_SOURCE_DIR}/cmake/gen_fonts.py"
      "${CMAKE_SOURCE_DIR}/cmake/fonts.py" "${golos_dir}/package.json"
    COMMENT "Fonts" VERBATIM)
  list(APPEND generated_outputs "${generated_dir}/icons.h" "${kabinet_fonts_dir}/icons.ttf" ${golos_fonts})
else()
  message(FATAL_ERROR "Fonts and icons are not in node_modules: run scripts/setup run")
endif()

add_custom_target(generate DEPENDS ${generated_outputs})

if(text_catalogues)
  add_library(kabinet_generated STATIC "${generated_dir}/text_tables.cpp")
  kabinet_ours(kabinet_generated)
else()
  add_library(kabinet_generated INTERFACE)
endif()
add_dependencies(kabinet_generated generate)

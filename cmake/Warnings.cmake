# Warnings for our own code, as errors. Third-party headers come in as SYSTEM and are not judged.
add_library(kabinet_warnings INTERFACE)
target_compile_options(kabinet_warnings INTERFACE
  -Wall -Wextra -Werror -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  # Designated initialisers that leave the rest at their defaults are how DTOs are written here.
  -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 warns wrongly inside std::string and std::optional once it inlines (GCC bugs 105651, 105562).
  target_compile_options(kabinet_warnings INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()

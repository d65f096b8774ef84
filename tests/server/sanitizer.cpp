// What the leak sanitizer is to overlook in this program: Fontconfig's sets hold offsets where the sanitizer looks for pointers, so it
// takes the fonts of documents, which live as long as the process (server/print/fonts.cpp), for lost.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }

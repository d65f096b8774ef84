# Versions of what comes from Debian source packages; read by scripts/setup and by cmake/Dependencies.cmake.
# The checksums are of the upstream archives inside those packages.
IMGUI_VERSION=1.90.1
IMGUI_SHA256=ecce377df0f90b292f15dcbd83d438bddc162b2388c881132bde18c787572a1c
CATCH2_VERSION=3.7.1
CATCH2_SHA256=c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c

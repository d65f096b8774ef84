"""Subsetting with fontTools, as the fonts of the program need it: TrueType out (the font reader in Dear ImGui crashes on
woff2), no hinting (it is not used and doubles the size), the same bytes every time. Of the layout features only tabular
figures stay: the canvas does not kern, so that the native inputs above it must not either, or the two would part by a pixel."""
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont


def subset_font(source: Path, target: Path, unicodes: set[int]) -> set[int]:
    """Writes the subset and returns the code points that the font does not have."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["tnum"]
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright, names and licence stay in the file
    options.drop_tables += ["meta", "STAT", "DSIG", "vhea", "vmtx"]
    font = subset.load_font(str(source), options, dontLoadGlyphNames=True)
    present = set(font.getBestCmap())
    worker = subset.Subsetter(options)
    worker.populate(unicodes=unicodes & present)
    worker.subset(font)
    font["head"].modified = font["head"].created  # else the time of the build is in the file
    font.recalcTimestamp = False
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)
    return unicodes - present


def covered(path: Path) -> set[int]:
    return set(TTFont(str(path)).getBestCmap())

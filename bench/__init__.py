"""The benchmarks, one command a family: `./run bench pages`. Ratios in one interleaved run, and figures without noise."""

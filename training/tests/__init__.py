"""Tests of the pipeline, independent of any corpus: `/usr/bin/python3 -m unittest discover -s training/tests -t .`"""

"""Does the text say anything that notes, map and policy do not support?"""

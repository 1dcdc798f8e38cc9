/// What Python's `packaging` 26.2 answers; hand-chosen questions, computed answers.
enum PEP440Answers {
  /// `left sign right`, one comparison a line.
  static let order = """
    1.0 = 1.0.0
    1.0 = v1.0
    1.0 = 1
    1.0 < 1.0.1
    1.9 < 1.10
    1!1.0 > 2.0
    0!1.0 = 1.0
    1!1.0 = 1!1.0.0
    1!0.1 > 999.0
    2!1 > 1!9
    1.0a1 < 1.0a2
    1.0a1 < 1.0b1
    1.0b1 < 1.0rc1
    1.0rc1 < 1.0
    1.0alpha1 = 1.0a1
    1.0.beta.2 = 1.0b2
    1.0-c3 = 1.0rc3
    1.0pre1 = 1.0rc1
    1.0preview4 = 1.0rc4
    1.0a = 1.0a0
    1.0.dev1 < 1.0a1
    1.0.dev1 < 1.0.dev2
    1.0a1.dev1 < 1.0a1
    1.0a1.dev3 < 1.0a1.dev12
    1.0.dev9 < 1.0a0.dev1
    1.0rc1.dev1 < 1.0rc1
    1.0 < 1.0.post1
    1.0.post1 = 1.0-1
    1.0.post1 = 1.0r1
    1.0.rev2 = 1.0.post2
    1.0.post = 1.0.post0
    1.0.post1.dev1 < 1.0.post1
    1.0.post1.dev1 > 1.0
    1.0.post2 < 1.1.dev1
    1.0a1.post1 > 1.0a1
    1.0a1.post1 < 1.0a2
    1.0a1.post1.dev2 < 1.0a1.post1
    1.0rc1.post1 < 1.0
    1.0+abc > 1.0
    1.0+abc < 1.0+abd
    1.0+abc < 1.0+5
    1.0+5 < 1.0+10
    1.0+abc.1 > 1.0+abc
    1.0+abc-1 = 1.0+abc.1
    1.0+ABC_1 = 1.0+abc.1
    1.0+ubuntu.1 < 1.0+ubuntu.1.2
    1.0+1.a < 1.0+1.1
    1.0+zzz < 1.0.post1
    1.0+1 < 1.0.1
    1.0.post1+a > 1.0.post1
    1.0RC1 = 1.0rc1
    1.0.DEV2 = 1.0dev2
    01.02 = 1.2
    1.0_a_1 = 1.0a1
    1.0-post-3 = 1.0.post3
    1.0a- = 1.0a0
    1.0.0.0.1 > 1.0
    1.0.0a1 = 1.0a1
    0 = 0.0
    0.0.0.dev0 < 0
    2024.1 > 2023.12.31
    2.0 < 10.0
    10000000000000000000000000 > 9999999999999999999999999
    1.0a10000000000000000000001 > 1.0a2
    1.0dev = 1.0.dev0
    1.0.post- = 1.0.post0
    1.0a.post1 = 1.0a0.post1
    1.1.dev1 > 1.0.post99
    1.2.3rc1.post2.dev3+l.4 > 1.2.3rc1.post2.dev3
    """

  /// `specifiers: version…`, the versions outside marked with `-`; pre-releases are included.
  static let specifiers = """
    ==1.4.*: +1.4 +1.4.1 +1.4a1 +1.4.dev0 +1.4.post2 -1.5 -1.40 +1.4.0.7 -1!1.4 +1.4+local
    ==1.4.0.*: +1.4 -1.4.1 +1.4.0.9
    ==1.0.*: +1 +1a1 -1.1
    !=1.4.*: -1.4.2 +1.5 -1.4rc1
    ==1.4: +1.4.0 +1.4+abc -1.4.post1 +v1.4
    ==1.4+abc: +1.4+abc -1.4 +1.4+ABC -1.4+abd
    !=1.4: -1.4.0 +1.4.1 -1.4+abc
    ~=2.2: +2.2 +2.3 +2.2.post3 -3.0 -2.2rc1 -2.1 -3.0a1
    ~=2.2.0: +2.2 +2.2.9 -2.3
    ~=1.4.5a4: +1.4.5a4 -1.4.5a3 +1.4.5 +1.4.9 -1.5
    ~=2.2.post3: -2.2 +2.2.post3 +2.9 -3
    ~=1!2.3: +1!2.9 -2.9 -1!3
    <1.7: -1.7 +1.6.9 -1.7rc1 -1.7.dev0 +1.6.post1 -1.7a1.dev3
    <1.7rc1: +1.7b2 -1.7rc1 +1.7.dev0 +1.7rc1.dev1
    <1.7.post2: +1.7 +1.7.post1 +1.7rc1 -1.7.post2.dev1 -1.7.post2
    <=1.7: +1.7 +1.7+abc -1.7.post1 +1.7rc1 +1.7.0
    >1.7: -1.7.post1 +1.7.1 -1.7+abc -1.7.0.post2 +1.7.1.dev0 +1.8a1 -1.7.post1.dev2
    >1.7.post2: +1.7.post3 -1.7.post2 -1.7.post2+x +1.7.1 -1.7
    >1.7rc1: +1.7 -1.7rc1.post1 +1.7rc2 +1.7.post1 -1.7rc1+l -1.7rc1.post1.dev1
    >1.7.dev1: +1.7.dev2 +1.7 +1.7a1 +1.7.post1 -1.7.dev1+x
    >=1.7: +1.7 +1.7+abc -1.7rc1 +1.7.post1
    >=4.2,<5.3: +4.2 +5.2.9 -5.3 -5.3rc1 -4.1.99 -4.2rc1
    >=1.26,!=1.26.3,<2: +1.26.2 -1.26.3 +1.26.3.post1 -2.0a1 -2
    ===1.0: +1.0 -1.0.0
    ===1.0.0: +1.0.0 -1.0
    """
}

using System.Text;
using TuiSetup.Newt.Keys;

namespace TuiSetup.Tests.Newt.Keys;

public sealed class KeyDecoderTests
{
    /// <summary>What xterm, linux, VT100 and rxvt send, from their manuals.</summary>
    public static TheoryData<string, KeyCode> Sequences { get; } = new()
    {
        { "[A", KeyCode.Up }, { "[B", KeyCode.Down }, { "[C", KeyCode.Right }, { "[D", KeyCode.Left },
        { "OA", KeyCode.Up }, { "OB", KeyCode.Down }, { "OC", KeyCode.Right }, { "OD", KeyCode.Left },
        { "[H", KeyCode.Home }, { "[F", KeyCode.End }, { "OH", KeyCode.Home }, { "OF", KeyCode.End },
        { "[1~", KeyCode.Home }, { "[4~", KeyCode.End }, { "[7~", KeyCode.Home }, { "[8~", KeyCode.End },
        { "[2~", KeyCode.Insert }, { "[3~", KeyCode.Delete }, { "[5~", KeyCode.PageUp }, { "[6~", KeyCode.PageDown },
        { "[Z", KeyCode.BackTab }, { "\t", KeyCode.BackTab }, { "OM", KeyCode.Enter }, { "v", KeyCode.PageUp },
        { "OP", KeyCode.F1 }, { "OQ", KeyCode.F2 }, { "OR", KeyCode.F3 }, { "OS", KeyCode.F4 },
        { "[[A", KeyCode.F1 }, { "[[B", KeyCode.F2 }, { "[[C", KeyCode.F3 }, { "[[D", KeyCode.F4 }, { "[[E", KeyCode.F5 },
        { "[11~", KeyCode.F1 }, { "[12~", KeyCode.F2 }, { "[13~", KeyCode.F3 }, { "[14~", KeyCode.F4 }, { "[15~", KeyCode.F5 },
        { "[17~", KeyCode.F6 }, { "[18~", KeyCode.F7 }, { "[19~", KeyCode.F8 }, { "[20~", KeyCode.F9 }, { "[21~", KeyCode.F10 },
        { "[23~", KeyCode.F11 }, { "[24~", KeyCode.F12 },
        { "1", KeyCode.F1 }, { "2", KeyCode.F2 }, { "3", KeyCode.F3 }, { "4", KeyCode.F4 }, { "5", KeyCode.F5 },
        { "6", KeyCode.F6 }, { "7", KeyCode.F7 }, { "8", KeyCode.F8 }, { "9", KeyCode.F9 }, { "0", KeyCode.F10 },
        { "\e", KeyCode.Escape },
    };

    [Theory]
    [InlineData("\e\e[D", KeyCode.Left)]
    [InlineData("\e\e[24~", KeyCode.F12)]
    [InlineData("\e\eOP", KeyCode.F1)]
    public void An_esc_and_a_quick_key_are_both_and_never_text(string typed, KeyCode second)
    {
        Assert.Equal([KeyCode.Escape, second], Decode(Encoding.ASCII.GetBytes(typed)).Select(key => key.Code));
        Assert.Equal([KeyCode.Escape, second], Decode([.. Encoding.ASCII.GetBytes(typed).Select(value => new[] { value })]).Select(key => key.Code));
    }

    public static TheoryData<string> Unknown { get; } = new(
        "[1;5A", "[200~", "[25~", "[I", "[?1;2c", "[24;80R", "[<0;10;10M", "[[Z", "Ox", "[99;99;99;99u", "[ q");

    public static TheoryData<string> Characters { get; } = new("é", "ß", "字", "Ж", "😀", "\u0301");

    [Theory]
    [MemberData(nameof(Sequences))]
    public void A_sequence_is_its_key_wherever_it_is_split(string sequence, KeyCode code)
    {
        var bytes = Encoding.Latin1.GetBytes('\e' + sequence);
        for (var split = 0; split <= bytes.Length; split++)
        {
            Assert.Equal([code], Decode(bytes[..split], bytes[split..]));
        }

        Assert.Equal([code], Decode([.. bytes.Select(value => new[] { value })]));
    }

    [Theory]
    [MemberData(nameof(Sequences))]
    public void What_follows_a_sequence_is_not_part_of_it(string sequence, KeyCode code)
        => Assert.Equal([code, Key.Of('x')], Decode(Encoding.Latin1.GetBytes('\e' + sequence + 'x')));

    [Theory]
    [MemberData(nameof(Unknown))]
    public void An_unknown_sequence_is_swallowed_whole(string sequence)
        => Assert.Equal([Key.Of('a')], Decode(Encoding.Latin1.GetBytes('\e' + sequence + 'a')));

    [Theory]
    [InlineData("x")]
    [InlineData("q")]
    [InlineData("é")]
    public void A_letter_with_Alt_is_Esc_and_the_letter_as_in_newt(string letter)
        => Assert.Equal([KeyCode.Escape, new Key(KeyCode.Character, letter.EnumerateRunes().Single())], Decode(Encoding.UTF8.GetBytes('\e' + letter)));

    [Theory]
    [MemberData(nameof(Characters))]
    public void A_character_comes_whole_wherever_its_bytes_are_split(string character)
    {
        var bytes = Encoding.UTF8.GetBytes(character);
        for (var split = 0; split <= bytes.Length; split++)
        {
            Assert.Equal([new Key(KeyCode.Character, character.EnumerateRunes().Single())], Decode(bytes[..split], bytes[split..]));
        }
    }

    [Theory]
    [InlineData(0x09, KeyCode.Tab)]
    [InlineData(0x0A, KeyCode.Enter)]
    [InlineData(0x0D, KeyCode.Enter)]
    [InlineData(0x08, KeyCode.Backspace)]
    [InlineData(0x7F, KeyCode.Backspace)]
    [InlineData(0x10, KeyCode.Up)]
    [InlineData(0x0E, KeyCode.Down)]
    [InlineData(0x02, KeyCode.Left)]
    [InlineData(0x06, KeyCode.Right)]
    [InlineData(0x01, KeyCode.Home)]
    [InlineData(0x05, KeyCode.End)]
    [InlineData(0x04, KeyCode.Delete)]
    [InlineData(0x16, KeyCode.PageDown)]
    public void A_control_byte_is_the_key_that_newt_takes_it_for(byte value, KeyCode code) => Assert.Equal([code], Decode([value]));

    [Fact]
    public void Other_control_bytes_are_Ctrl_and_their_letter()
        => Assert.Equal([Key.Ctrl('c'), Key.Ctrl('k'), Key.Ctrl('l'), Key.Ctrl('u'), Key.Ctrl('z')], Decode([0x03, 0x0B, 0x0C, 0x15, 0x1A]));

    [Fact]
    public void A_zero_byte_is_no_key() => Assert.Equal([Key.Of('a')], Decode([0, (byte)'a', 0]));

    [Fact]
    public void Every_printable_byte_is_its_character()
    {
        var text = string.Concat(Enumerable.Range(0x20, 0x5F).Select(value => (char)value));
        Assert.Equal(text.Select(Key.Of), Decode(Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public void A_lone_ESC_is_a_key_only_when_the_delay_is_over()
    {
        var keys = new List<Key>();
        var decoder = new KeyDecoder();

        decoder.Feed("\e"u8, keys.Add);
        Assert.Empty(keys);
        Assert.True(decoder.IsPending);

        decoder.Flush(keys.Add);
        Assert.Equal([KeyCode.Escape], keys);
        Assert.False(decoder.IsPending);
    }

    [Fact]
    public void A_sequence_that_never_ends_is_not_an_Esc_key()
    {
        var keys = new List<Key>();
        var decoder = new KeyDecoder();

        decoder.Feed("\e[1"u8, keys.Add);
        decoder.Flush(keys.Add);
        decoder.Feed("a"u8, keys.Add);

        Assert.Equal([Key.Of('a')], keys);
    }

    [Fact]
    public void A_delay_without_an_ESC_gives_no_key()
    {
        var keys = new List<Key>();
        new KeyDecoder().Flush(keys.Add);
        Assert.Empty(keys);
    }

    [Fact]
    public void An_ESC_inside_a_sequence_starts_a_new_one() => Assert.Equal([KeyCode.Up], Decode("\e[1\e[A"u8.ToArray()));

    [Fact]
    public void Bytes_that_are_no_UTF8_are_left_out() => Assert.Equal([Key.Of('a'), Key.Of('b')], Decode([(byte)'a', 0x80, 0xFF, 0xC0, (byte)'b']));

    [Fact]
    public void A_broken_character_does_not_take_the_key_after_it_along()
    {
        Assert.Equal([Key.Of('A')], Decode([0xC3, (byte)'A']));
        Assert.Equal([KeyCode.Enter], Decode([0xE5, 0xAD, 0x0D]));
        Assert.Equal([KeyCode.Up], Decode([0xE9, 0x1B, (byte)'[', (byte)'A']));
        Assert.Equal([new Key(KeyCode.Character, new Rune('é'))], Decode([0xC3, 0xC3, 0xA9]));
    }

    [Fact]
    public void An_endless_sequence_does_not_keep_the_keys_that_follow()
    {
        var flood = Encoding.ASCII.GetBytes("\e[" + new string('1', 100_000) + "\r");
        Assert.Contains(KeyCode.Enter, Decode(flood).Select(key => key.Code));
    }

    [Fact]
    public void Any_flood_of_bytes_leaves_the_decoder_working()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var bytes = new byte[512];
            random.NextBytes(bytes);
            var keys = new List<Key>();
            var decoder = new KeyDecoder();
            decoder.Feed(bytes, keys.Add);
            decoder.Flush(keys.Add);
            keys.Clear();

            decoder.Feed("~\e[B"u8, keys.Add);

            Assert.Equal(KeyCode.Down, keys[^1].Code);
        }
    }

    private static List<Key> Decode(params byte[][] reads)
    {
        var keys = new List<Key>();
        var decoder = new KeyDecoder();
        foreach (var read in reads)
        {
            decoder.Feed(read, keys.Add);
        }

        return keys;
    }
}

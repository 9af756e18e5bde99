namespace TuiSetup.Tests.Whiptail;

/// <summary>Characters of two columns and of none.</summary>
internal static class TextCases
{
    public static IReadOnlyList<WhiptailCase> All { get; } =
    [
        new("Chinese is wrapped", "--msgbox 备份未完成因为磁带已满请换上空磁带后重新开始或者等待下一班的操作员来处理这件事情 10 30", "Enter"),
        new("Japanese with blanks is wrapped", "--msgbox '昨夜の保存は 完了しませんでした。 磁気テープが 一杯に なったためです。' 10 30", "Enter"),
        new("Korean in an automatic box", "--msgbox '테이프가 가득 찼습니다.\\n새 테이프를 넣으십시오.' 0 0", "Enter"),
        new("Wide titles", "--title 磁気テープ --backtitle 第七号機 --msgbox 一杯です 9 40", "Enter"),
        new("A wide title wider than its box", "--title 昨夜の磁気テープの保存について --msgbox 一杯 9 24", "Enter"),
        new("Wide buttons", "--yes-button はい --no-button いいえ --yesno 消しますか 9 40", "Tab Enter"),
        new("Wide buttons that are full", "--fb --ok-button 確認 --msgbox 一杯です 11 40", "Enter"),
        new("A mixed text is wrapped", "--msgbox 'The tape 磁気テープ is full 一杯 and 테이프 too, so change it 交換 now.' 10 28", "Enter"),
        new("Combining accents", "--msgbox 'Cafe\u0301 a\u0300 la cre\u0300me bru\u0302le\u0301e' 9 40", "Enter"),
        new("Combining accents in an automatic box", "--title 'Cafe\u0301' --msgbox 'cre\u0300me bru\u0302le\u0301e' 0 0", "Enter"),
        new("Combining accents in a menu", "--menu Pick: 12 40 3 'e\u0301te\u0301' 'l\u2019e\u0301te\u0301' hiver 'l\u2019hiver'", "Down Up Enter"),
        new("Combining accents in a field", "--inputbox Name: 9 40 'cafe\u0301s'", "Left Left x Backspace Backspace Enter"),
        new("Symbols", "--msgbox '✓ done ✗ failed → next … “quoted” €5' 9 50", "Enter"),
        new("Lines and blocks", "--msgbox '├── srv\n│   └── tape ▒▓█' 9 50", "Enter"),
        new("Hebrew and Arabic", "--msgbox 'שלום עולם مرحبا' 9 50", "Enter"),
        new("Thai", "--msgbox 'สวัสดีชาวโลก' 9 50", "Enter"),
    ];
}

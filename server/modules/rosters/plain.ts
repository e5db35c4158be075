// The traditional characters that occur in headers of registers, lists and forms, each before its simplified one.
const pairs =
  '業业 單单 稱称 號号 碼码 統统 會会 機机 構构 組组 織织 聯联 繫系 係系 電电 話话 負负 責责 經经 營营 場场 註注 冊册 詳详 細细 員员 職职 從从 數数 總总 類类 別别 區区 網网 範范 ' +
  '圍围 圖图 資资 產产 納纳 稅税 識识 執执 證证 書书 開开 復复 複复 報报 請请 達达 廠厂 門门 鋪铺 戶户 個个 體体 務务 實实 際际 館馆 樓楼 層层 質质 屬属 劃划 點点 隊队 長长 領领 ' +
  '導导 屆届 備备 標标 題题 時时 間间 順顺 編编 內内 傳传 衛卫 醫医 療疗 廳厅 處处 辦办 關关 幹干 採采 購购 貨货 裝装 運运 輸输 價价 額额 應应 種种 術术 設设 顧顾 問问 協协 議议 ' +
  '過过 進进 選选 擇择 項项 動动 態态 狀状 況况 據据 顯显 陰阴 陽阳 陸陆 東东 車车 馬马 貝贝 來来 後后 準准 將将 對对 專专 歲岁 歷历 無无 條条 極极 權权 檢检 測测 滿满 濟济 環环 ' +
  '眾众 著着 礦矿 節节 簡简 結结 給给 續续 養养 蘇苏 蘭兰 裏里 裡里 規规 視视 親亲 計计 訂订 記记 訪访 診诊 詢询 調调 論论 讀读 變变 費费 賣卖 賬账 帳帐 賓宾 贈赠 軍军 較较 農农 ' +
  '遞递 遠远 適适 郵邮 鄉乡 釋释 鋼钢 錄录 鍋锅 鐘钟 鎮镇 雜杂 離离 難难 雲云 韓韩 預预 頭头 頻频 顆颗 飯饭 飲饮 駐驻 驗验 魚鱼 鮮鲜 麗丽 黃黄 黨党 齊齐 齡龄 龍龙 與与 僱雇 庫库 ' +
  '轉转 獨独 臺台 劑剂 補补 '

const simplified = new Map(
  pairs
    .trim()
    .split(' ')
    .map(([traditional, simple]): [string, string] => [traditional!, simple!]),
)

/**
 * A header in lower case, half width and simplified characters, with its letters and digits only: without spaces, stars,
 * colons and brackets.
 */
export const plain = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/\p{Script=Han}/gu, (sign) => simplified.get(sign) ?? sign)

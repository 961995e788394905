//! The words that matter for a title of this genre, in lists between blanks. A general dictionary knows 中学 and 书记, and neither
//! 述职 nor 党建; greedy as it is, it reads 市民｜政局 where 市｜民政局 is written. A word goes in when a title breaks badly without.

/// Words and set phrases that no line should break. A longer one goes before a shorter one.
pub(super) const PHRASES: &str = "\
    述职 述职报告 述职述廉 述职述廉报告 述职述廉述德报告 述职述责 述职述责报告 述职述学述廉报告 述职评议 述职评议考核 述职评议考核报告 \
    工作报告 工作总结 情况报告 情况的报告 自查报告 自评报告 工作情况 对照检查 学习贯彻 贯彻落实 抓实 抓牢 抓好 抓细 \
    党建 党建工作 基层党建 基层党建工作 机关党建 机关党建工作 学校党建 学校党建工作 医院党建 医院党建工作 企业党建 企业党建工作 \
    社区党建 社区党建工作 行业党建 行业党建工作 党的建设 党的建设工作 党务工作 党风廉政 党风廉政建设 反腐败工作 业务工作 \
    意识形态 意识形态工作 意识形态工作责任制 从严治党 全面从严治党 管党治党 主体责任 监督责任 责任人 第一责任人 责任制 一岗双责 \
    三会一课 组织生活会 民主生活会 统一战线 统战工作 群团工作 人才 人才工作 精神文明建设 队伍建设 组织建设 思想政治 乡村振兴 \
    基层治理 社会治理 非公有制 两新组织 新就业群体 服务 团建 队建 上年度 本年度 上半年 下半年 \
    共产党 中国共产党 共和国 人民共和国 和平 和谐 和睦 和美 和顺 和田 和县 及时 与会 与时俱进 总和 参与 涉及 普及 以及 \
    党委 党组 党工委 党总支 党支部 党小组 党组织 机关党委 联合党委 直属党委 联合党支部 总支部 工委 机关工委 纪委 纪工委 纪检监察组 \
    党委书记 党组书记 党工委书记 党总支书记 党支部书记 党组织书记 总支书记 支部书记 工委书记 机关党委书记 联合党委书记 \
    联合党支部书记 党委副书记 党组副书记 党工委副书记 党支部副书记 第一书记 副书记 副主任 副局长 副镇长 副乡长 副院长 副校长 \
    副总经理 总经理 董事长 村委会主任 居委会主任 管委会主任 企业家 \
    市委 县委 区委 委员会 工作委员会 管理委员会 支部委员会 总支部委员会 管委会 村委会 居委会 市直 县直 区直 市直机关 县直机关 \
    区直机关 领导班子 党委班子 办公室 有限公司 有限责任公司 股份有限公司 集团有限公司 开发区 经济开发区 经济技术开发区 高新区 经开区 \
    高新技术 高新技术产业开发区 工业园 工业园区 产业园 产业园区 新材料 水务 民政 民政局 政务服务 城市管理 城关镇 城关街道 \
    中医 中医院 中医医院 中心医院 中心学校 中心小学 中心卫生院 中级人民法院 市容环境 文化广电和旅游 文化和旅游 教育和体育 \
    工业和信息化 交通运输 卫生健康 市场监督管理 人力资源 社会保障 人力资源和社会保障 发展和改革 城乡建设 住房和城乡建设 \
    自然资源和规划 生态环境 国有资产监督管理 退役军人事务 机关事务 应急管理 农业农村 乡镇";

/// What ends the name of a unit.
pub(super) const UNITS: &str = "\
    公司 集团 企业 银行 支行 分行 厂 局 厅 部 委 处 科 所 站 队 系 馆 场 社 院 校 学校 中学 小学 大学 幼儿园 街道 镇 乡 村 \
    社区 园 园区 开发区 新区 高新区 经开区 管委会 村委会 居委会 委员会 中心 办公室 协会 商会 学会 联合会 总工会 政府 机关";

/// Words that end like the name of a unit or a place and are none.
pub(super) const NO_UNITS: &str =
    "企业 机关 城市 农村 乡村 干部 全部 内部 市场 现场 体系 关系 联系 军队 场所 地区 好处";

/// What ends the name of a place, which goes on with the name of a unit.
pub(super) const PLACES: &str = "省 市 县 区 州";

/// The organisation's bodies within a unit.
pub(super) const BODIES: &str = "\
    党委 党组 党工委 党总支 党支部 党小组 党组织 工委 纪委 纪工委 纪检组 纪检监察组 支部 总支 总支部 工作委员会 支部委员会 \
    总支部委员会 班子";

/// Posts.
pub(super) const POSTS: &str = "\
    书记 主任 局长 镇长 乡长 县长 市长 区长 院长 校长 园长 董事长 理事长 总经理 经理 行长 厂长 部长 处长 科长 所长 站长 队长 组长 \
    会长 主席 委员 秘书长 干事 主管 负责人 同志";

/// What a predicate begins with: it wants its object on the same line.
pub(super) const VERBS: &str = "\
    抓 抓好 抓实 抓牢 抓细 促 做好 履行 落实 贯彻 学习贯彻 贯彻落实 推进 推动 开展 加强 执行 坚持 深化 承担 全面 切实 认真 扎实 持续";

/// What joins two things: it may end a line and never begins one.
pub(super) const LINKS: &str = "和 与 及 以及 暨 并 或";

/// Nouns that close a phrase and say little at the start of a line.
pub(super) const TAILS: &str = "\
    工作 工作情况 情况 制度 责任制 责任 职责 建设 活动 报告 任务 任期 期间 有关 方面";

/// Characters that close a word: 清河＋镇.
pub(super) const SUFFIXES: &str =
    "省市县区州旗镇乡村局厅部委院校园厂会处科所站室办组队社系馆场行员者性化制式类型号路街港湾岛山江河湖城段班";

/// Characters that are words of their own.
pub(super) const PARTICLES: &str = "的和与及暨等并或在为对以抓促";

/// What may follow a number as its measure, a longer one before what it begins with.
pub(super) const MEASURES: &str = "周年 年度 季度 年 月 日 届 次 期 号 个 名 项 轮 批 % ％";

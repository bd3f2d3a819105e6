/** What texts are made of; a word's place in the list is how often it comes up: `every` counts the texts among which it appears once. */
export const places = [
  '农贸市场',
  '学校食堂',
  '建筑工地',
  '公共厕所',
  '城乡结合部',
  '居民小区',
  '旅游景区',
  '医疗机构',
  '沿街商铺',
  '养老机构',
  '幼儿园',
  '机关单位',
  '公园广场',
  '集体宿舍',
  '长途汽车站',
] as const;
export const rarePlaces = [
  { word: '连锁药店', every: 120 },
  { word: '水产码头', every: 900 },
  { word: '疟疾疫源点', every: 20_000 },
] as const;
export const works = [
  '开展环境卫生整治',
  '落实禁烟标识',
  '完善健康宣传栏',
  '清理病媒生物孳生地',
  '组织健康素养调查',
  '建设健康步道',
  '规范垃圾分类投放',
  '开展从业人员健康检查',
  '推进无烟单位建设',
  '公示卫生信誉等级',
] as const;
export const ends = ['，台账报健康办', '，每季度自查一次', '，达标率不低于90%', '，形成长效机制', '，结果向社会公布'] as const;
export const sections = ['健全工作机制', '健康促进场所', '健康文化', '健康环境', '健康人群'] as const;
export const subjects = ['日常监督检查', '双随机抽查', '消毒效果抽检', '从业人员健康证检查', '禁烟执法检查', '投诉举报核查'] as const;
export const partyNames = [
  '便民药店',
  '仁和诊所',
  '海味餐馆',
  '第二小学',
  '港湾宾馆',
  '清泉浴室',
  '百姓超市',
  '益民口腔',
  '城东游泳馆',
  '喜洋洋幼儿园',
  '康民大药房',
  '金口福餐厅',
] as const;
